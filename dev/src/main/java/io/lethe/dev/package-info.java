/**
 * Runs all of Lethe on one machine with nothing installed. Read {@link io.lethe.dev.LetheMain} and
 * its commands in {@link io.lethe.dev.command} first, then {@link
 * io.lethe.dev.system.DevelopmentSystem}, which starts the parts.
 */
@NullMarked
package io.lethe.dev;

import org.jspecify.annotations.NullMarked;
