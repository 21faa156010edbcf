/** Looks behind the API for what should be gone. */
@NullMarked
package io.lethe.dev.absence;

import org.jspecify.annotations.NullMarked;
