/**
 * What a log may keep. Read {@link io.lethe.storage.log.SafeLogging} first, then {@link
 * io.lethe.storage.log.SafeText} for the rule itself.
 */
@NullMarked
package io.lethe.storage.log;

import org.jspecify.annotations.NullMarked;
