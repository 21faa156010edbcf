/**
 * Lethe's API as an app uses it. Read {@link io.lethe.dev.client.LetheClient} first; {@link
 * io.lethe.dev.client.Journey} is the order in which an app calls it.
 */
@NullMarked
package io.lethe.dev.client;

import org.jspecify.annotations.NullMarked;
