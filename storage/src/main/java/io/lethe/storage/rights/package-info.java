/**
 * What people asked by right, and what became of it. Read {@link
 * io.lethe.storage.rights.RightsRequests} first, then {@link
 * io.lethe.storage.rights.RequestCourse}; staff's part is {@link io.lethe.storage.rights.Desk}.
 */
@NullMarked
package io.lethe.storage.rights;

import org.jspecify.annotations.NullMarked;
