package io.lethe.bench.crash;

import org.jspecify.annotations.Nullable;

/** A moment in the life of some job at which something is struck. */
enum Point {
  ORDERED(
      "ordered, the guardian not known to be started",
      "SELECT count(*) FROM jobs WHERE ordered_at > ? AND NOT guarded"),
  UPLOADING("half of the upload sent"),
  UPLOADED(
      "the upload stored, the workflow not yet at work",
      """
      SELECT count(*) FROM media JOIN jobs ON jobs.id = media.job_id
      WHERE media.stored_at > ? AND media.kind = 'UPLOAD' AND jobs.state = 'AWAITING_UPLOAD'
      """),
  SANITISING(
      "the sanitised picture being written",
      """
      SELECT count(*) FROM media
      WHERE began_at > ? AND kind = 'SANITISED' AND status = 'WRITING'
      """),
  SUBMITTING(
      "the egress row written, no answer yet",
      "SELECT count(*) FROM egress WHERE sent_at > ? AND status = 'SENDING'"),
  SUBMIT_SENT("the POST sent, not yet taken by fal.ai"),
  SUBMIT_TAKEN("taken by fal.ai, the answer on its way"),
  SUBMIT_ANSWERED("answered, the answer not yet stored"),
  WAITING("waiting for the rendering"),
  FETCHING("half of the video fetched"),
  READY("the video stored", "SELECT count(*) FROM jobs WHERE ready_at > ? AND state = 'READY'"),
  COLLECTING("half of the video collected"),
  COLLECTED(
      "collected, the erasure not begun",
      "SELECT count(*) FROM jobs WHERE collected_at > ? AND state = 'READY'"),
  ERASE_BEGUN(
      "the key destroyed, the bytes still there",
      """
      SELECT count(*) FROM erasures
      WHERE began_at > ? AND objects_erased = 0
        AND NOT EXISTS (SELECT 1 FROM receipts WHERE receipts.job_id = erasures.job_id)
      """),
  BYTES_ERASED(
      "the bytes deleted, no receipt yet",
      """
      SELECT count(*) FROM erasures
      WHERE began_at > ? AND objects_erased > 0
        AND NOT EXISTS (SELECT 1 FROM receipts WHERE receipts.job_id = erasures.job_id)
      """),
  RECEIPT_WRITTEN("the receipt just stored", "SELECT count(*) FROM receipts WHERE issued_at > ?"),
  SECOND_LOOK(
      "around the second look",
      """
      SELECT count(*) FROM receipts JOIN erasures ON erasures.job_id = receipts.job_id
      WHERE looked_again_at IS NULL AND issued_at + make_interval(secs => :secondLook) > ?
        AND issued_at + make_interval(secs => :secondLook) <= now()
      """),
  ANY_TIME("any time");

  private final String words;
  private final @Nullable String seenInLedger;

  Point(String words) {
    this(words, null);
  }

  /**
   * @param seenInLedger counts the jobs that are there now and were not before a given moment
   */
  Point(String words, @Nullable String seenInLedger) {
    this.words = words;
    this.seenInLedger = seenInLedger;
  }

  String words() {
    return words;
  }

  /** Absent where it is seen on the way to fal.ai, or by an app. */
  @Nullable String seenInLedger() {
    return seenInLedger;
  }
}
