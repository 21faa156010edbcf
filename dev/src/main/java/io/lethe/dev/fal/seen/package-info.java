/**
 * What left the building? {@link io.lethe.dev.fal.seen.Reception} remembers it for a while, {@link
 * io.lethe.dev.fal.seen.SimPage} shows it.
 */
@NullMarked
package io.lethe.dev.fal.seen;

import org.jspecify.annotations.NullMarked;
