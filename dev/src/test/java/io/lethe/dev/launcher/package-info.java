/**
 * Tries the shell scripts at the root of the checkout, and reads the files for containers there.
 */
@NullMarked
package io.lethe.dev.launcher;

import org.jspecify.annotations.NullMarked;
