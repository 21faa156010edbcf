/**
 * What is known of the models beside the configuration: how they stand at the provider, how long
 * they take, what they cost. Nothing here tells of a person. Read {@link
 * io.lethe.storage.model.ModelFacts} first.
 */
@NullMarked
package io.lethe.storage.model;

import org.jspecify.annotations.NullMarked;
