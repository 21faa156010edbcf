/**
 * Looks behind the API for what should be gone. {@link io.lethe.dev.absence.AbsenceCheck} looks for
 * one job in the stores. {@link io.lethe.dev.absence.Proof} plants markers everywhere and searches
 * every byte that a system wrote or answered; read it first.
 */
@NullMarked
package io.lethe.dev.absence;

import org.jspecify.annotations.NullMarked;
