/**
 * The parts of a running system and how they are started and stopped. Read {@link
 * io.lethe.dev.system.DevelopmentSystem} first.
 */
@NullMarked
package io.lethe.dev.system;

import org.jspecify.annotations.NullMarked;
