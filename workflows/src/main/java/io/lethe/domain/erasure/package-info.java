/**
 * What an erasure looked at and what a receipt says. Read {@link io.lethe.domain.erasure.Receipt}
 * first.
 */
@NullMarked
package io.lethe.domain.erasure;

import org.jspecify.annotations.NullMarked;
