/** How apps are used. Read {@link io.lethe.api.usage.UsageEventsResource} first. */
@NullMarked
package io.lethe.api.usage;

import org.jspecify.annotations.NullMarked;
