/** The face that a demo without a photo uses: drawn by a program, nobody's. */
@NullMarked
package io.lethe.dev.sample;

import org.jspecify.annotations.NullMarked;
