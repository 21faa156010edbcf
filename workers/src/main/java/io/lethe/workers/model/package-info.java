/**
 * What the workers learn of the models: how they stand at fal.ai, and what jobs cost. Read {@link
 * io.lethe.workers.model.ModelCheck} first.
 */
@NullMarked
package io.lethe.workers.model;

import org.jspecify.annotations.NullMarked;
