/** Tries the shell scripts at the root of the checkout. */
@NullMarked
package io.lethe.dev.launcher;

import org.jspecify.annotations.NullMarked;
