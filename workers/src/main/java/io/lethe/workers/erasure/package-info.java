/** How each step of an erasure is carried out. */
@NullMarked
package io.lethe.workers.erasure;

import org.jspecify.annotations.NullMarked;
