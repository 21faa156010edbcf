package io.lethe.workflows.erasure.protocol;

import io.lethe.workflows.erasure.protocol.Writer.At;
import io.lethe.workflows.erasure.protocol.Writer.Row;

/**
 * Everything about one job that the protocol depends on, at one moment.
 *
 * @param tombstoneOutside the object in the vault that says: this job was forgotten
 * @param upload what the API writes
 * @param video what a worker writes
 * @param overdue whether the job's deadline has passed
 */
record World(
    Ledger ledger,
    boolean tombstoneOutside,
    Staff staff,
    Writer upload,
    Writer video,
    boolean overdue,
    Evidence evidence) {

  /** Before the first byte: the guardian is started, then the order is answered. */
  static final World ORDERED =
      new World(
          new Ledger(Job.OPEN, true, false),
          false,
          new Staff(VideoWorkflow.RUNNING, Eraser.IDLE, false, Eraser.IDLE),
          Writer.WAITING,
          Writer.WAITING,
          false,
          new Evidence(false, true, false));

  /**
   * @param keyExists whether it still holds the job's key
   * @param restored whether it was replaced by an older copy
   */
  record Ledger(Job job, boolean keyExists, boolean restored) {}

  enum Job {
    OPEN,
    /** No writer may write any more. */
    ERASING,
    /** The receipt is issued. */
    ERASED
  }

  /**
   * Who is at work.
   *
   * @param told whether the guardian was told to erase
   */
  record Staff(VideoWorkflow workflow, Eraser guardian, boolean told, Eraser sweeper) {
    Staff with(VideoWorkflow changed) {
      return new Staff(changed, guardian, told, sweeper);
    }

    Staff withGuardian(Eraser changed, boolean isTold) {
      return new Staff(workflow, changed, isTold, sweeper);
    }

    Staff withSweeper(Eraser changed) {
      return new Staff(workflow, guardian, told, changed);
    }
  }

  enum VideoWorkflow {
    RUNNING,
    ENDED,
    TERMINATED
  }

  /** How far an erasure has come; the guardian and the sweeper go the same way. */
  enum Eraser {
    IDLE,
    BEGUN,
    TOMBSTONE_SET,
    UPLOAD_DELETED,
    DELETED,
    /** It looked for every object and found none. */
    LOOKED,
    /** It found something, and does not care: only where READ_BACK is left out. */
    LOOKED_AWAY,
    RECEIPT_ISSUED,
    ENDED,
    TERMINATED
  }

  /**
   * What can't be undone, and is kept to be judged.
   *
   * @param someoneWasTold whether a receipt was ever shown
   * @param receiptSawAbsence false if one was issued by an eraser that did not see the vault empty
   *     after the key was destroyed
   * @param cameBack whether anything became visible after the erasure began
   */
  record Evidence(boolean someoneWasTold, boolean receiptSawAbsence, boolean cameBack) {}

  boolean holdsObjects() {
    return upload.object() || video.object();
  }

  /** Nothing is left, somebody can show it, and nobody is at work who could change that. */
  boolean isForgotten() {
    return ledger.job() == Job.ERASED
        && !ledger.keyExists()
        && !holdsObjects()
        && upload.row() == Row.NONE
        && video.row() == Row.NONE
        && !upload.isUnderWay()
        && !video.isUnderWay();
  }

  World with(Ledger changed) {
    return new World(changed, tombstoneOutside, staff, upload, video, overdue, evidence);
  }

  World with(Staff changed) {
    return new World(ledger, tombstoneOutside, changed, upload, video, overdue, evidence);
  }

  World with(Evidence changed) {
    return new World(ledger, tombstoneOutside, staff, upload, video, overdue, changed);
  }

  World withGuardian(Eraser changed) {
    return with(staff.withGuardian(changed, staff.told()));
  }

  World withSweeper(Eraser changed) {
    return with(staff.withSweeper(changed));
  }

  World withUpload(Writer changed) {
    return new World(ledger, tombstoneOutside, staff, changed, video, overdue, evidence);
  }

  World withVideo(Writer changed) {
    return new World(ledger, tombstoneOutside, staff, upload, changed, overdue, evidence);
  }

  World withTombstoneOutside() {
    return new World(ledger, true, staff, upload, video, overdue, evidence);
  }

  World atDeadline() {
    return new World(ledger, tombstoneOutside, staff, upload, video, true, evidence);
  }

  World withSomethingBack() {
    return with(new Evidence(evidence.someoneWasTold(), evidence.receiptSawAbsence(), true));
  }

  World withReceipt(boolean sawAbsence) {
    return with(new Ledger(Job.ERASED, ledger.keyExists(), ledger.restored()))
        .withUpload(upload.with(Row.NONE))
        .withVideo(video.with(Row.NONE))
        .with(new Evidence(true, evidence.receiptSawAbsence() && sawAbsence, evidence.cameBack()));
  }

  /** The copy is from after the upload and before the erasure. */
  World withRestoredLedger() {
    return with(new Ledger(Job.OPEN, true, true))
        .withUpload(upload.with(upload.at() == At.ENDED ? Row.STORED : Row.NONE))
        .withVideo(video.with(Row.NONE));
  }
}
