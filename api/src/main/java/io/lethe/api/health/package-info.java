/**
 * What operators see of requests: how many there were and how they went. Read {@link
 * io.lethe.api.health.RequestJournal} first; nothing here tells who asked for what.
 */
@NullMarked
package io.lethe.api.health;

import org.jspecify.annotations.NullMarked;
