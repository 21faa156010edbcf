/** What an app may report about its use. Read {@link io.lethe.domain.usage.UsageEventName}. */
@NullMarked
package io.lethe.domain.usage;

import org.jspecify.annotations.NullMarked;
