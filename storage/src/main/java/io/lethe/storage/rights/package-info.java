/**
 * What people asked by right, and what became of it. Read {@link
 * io.lethe.storage.rights.RightsRequests} first; staff's part is {@link
 * io.lethe.storage.rights.Desk}.
 */
@NullMarked
package io.lethe.storage.rights;

import org.jspecify.annotations.NullMarked;
