/**
 * The models that can be ordered, as a client sees them. Read {@link
 * io.lethe.api.model.ModelsResource} first.
 */
@NullMarked
package io.lethe.api.model;

import org.jspecify.annotations.NullMarked;
