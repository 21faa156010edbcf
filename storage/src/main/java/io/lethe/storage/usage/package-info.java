/** What apps reported about their use. Read {@link io.lethe.storage.usage.UsageEvents}. */
@NullMarked
package io.lethe.storage.usage;

import org.jspecify.annotations.NullMarked;
