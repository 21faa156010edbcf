/**
 * The ledger itself: its connection, its migrations and its types. The tables and what each column
 * is for stand in {@code io/lethe/storage/migration}.
 *
 * <p><b>Order of locks.</b> A transaction that writes for a job first locks the job's row ({@link
 * io.lethe.storage.video.LockedJob}), then, if it asks for consent, the subject's row, then rows of
 * keys, media, egress or erasures. The lock on the job's row is what orders an erasure and the
 * writers: whoever comes after the tombstone sees it. No transaction locks two jobs, and none stays
 * open while bytes flow.
 */
@NullMarked
package io.lethe.storage.ledger;

import org.jspecify.annotations.NullMarked;
