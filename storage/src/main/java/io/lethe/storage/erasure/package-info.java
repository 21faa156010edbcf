/**
 * How a job is forgotten, and the evidence of it. Read {@link io.lethe.storage.erasure.Erasures}
 * first.
 */
@NullMarked
package io.lethe.storage.erasure;

import org.jspecify.annotations.NullMarked;
