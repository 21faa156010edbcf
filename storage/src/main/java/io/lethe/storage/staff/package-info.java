/**
 * The people who look after the system and decide on requests: who they are here, and what they
 * did. Read {@link io.lethe.storage.staff.AuditLog} first.
 */
@NullMarked
package io.lethe.storage.staff;

import org.jspecify.annotations.NullMarked;
