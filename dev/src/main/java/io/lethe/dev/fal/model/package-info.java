/** Which models are there, what do they take, and what do they cost? */
@NullMarked
package io.lethe.dev.fal.model;

import org.jspecify.annotations.NullMarked;
