/**
 * Every place where data about a person lies. Read {@link io.lethe.storage.holding.Holdings} first:
 * access, erasure and the documents about what is kept all run over that one list.
 */
@NullMarked
package io.lethe.storage.holding;

import org.jspecify.annotations.NullMarked;
