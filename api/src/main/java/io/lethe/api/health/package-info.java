/**
 * What operators see: whether each part answers, how many requests there were and how they went.
 * Read {@link io.lethe.api.health.RequestJournal} first; nothing here tells who asked for what.
 */
@NullMarked
package io.lethe.api.health;

import org.jspecify.annotations.NullMarked;
