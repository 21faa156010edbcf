/**
 * What a log may keep. Read {@link io.lethe.process.log.SafeLogging} first, then {@link
 * io.lethe.process.log.SafeText} for the rule itself.
 */
@NullMarked
package io.lethe.process.log;

import org.jspecify.annotations.NullMarked;
