package io.lethe.workflows.erasure.protocol;

import io.lethe.workflows.erasure.protocol.Writer.At;
import io.lethe.workflows.erasure.protocol.Writer.Row;

/**
 * Everything about one job that the protocol depends on, at one moment.
 *
 * @param keyExists whether the ledger still holds the job's key
 * @param tombstoneOutside the object in the vault that says: this job was forgotten
 * @param told whether the guardian was told to erase
 * @param upload what the API writes
 * @param video what a worker writes
 * @param overdue whether the job's deadline has passed
 * @param restored whether the ledger was restored
 * @param someoneWasTold whether a receipt was ever shown; no restore undoes that
 * @param receiptSawAbsence false if a receipt was issued by an eraser that did not see the vault
 *     empty after the key was destroyed
 * @param cameBack whether anything became visible after the tombstone
 */
record World(
    Job job,
    boolean keyExists,
    boolean tombstoneOutside,
    VideoWorkflow workflow,
    Eraser guardian,
    boolean told,
    Eraser sweeper,
    Writer upload,
    Writer video,
    boolean overdue,
    boolean restored,
    boolean someoneWasTold,
    boolean receiptSawAbsence,
    boolean cameBack) {

  /** Before the first byte: the guardian is started, then the order is answered. */
  static final World ORDERED =
      new World(
          Job.OPEN,
          true,
          false,
          VideoWorkflow.RUNNING,
          Eraser.IDLE,
          false,
          Eraser.IDLE,
          Writer.WAITING,
          Writer.WAITING,
          false,
          false,
          false,
          true,
          false);

  enum Job {
    OPEN,
    /** The tombstone. */
    ERASING,
    /** The receipt. */
    ERASED
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
    UPLOAD_DELETED,
    DELETED,
    /** It listed the vault and found nothing. */
    LOOKED,
    /**
     * It listed the vault, found something, and does not care: only where READ_BACK is left out.
     */
    LOOKED_AWAY,
    TOMBSTONE_WRITTEN,
    TOMBSTONE_WRITTEN_UNSEEN,
    RECEIPT_ISSUED,
    ENDED,
    TERMINATED
  }

  boolean holdsObjects() {
    return upload.object() || video.object();
  }

  /** Nothing is left, somebody can show it, and nobody is at work who could change that. */
  boolean isForgotten() {
    return job == Job.ERASED
        && !keyExists
        && !holdsObjects()
        && upload.row() == Row.NONE
        && video.row() == Row.NONE
        && !upload.isUnderWay()
        && !video.isUnderWay();
  }

  World with(Job changed) {
    return new World(
        changed,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withKey(boolean exists) {
    return new World(
        job,
        exists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withTombstoneOutside() {
    return new World(
        job,
        keyExists,
        true,
        workflow,
        guardian,
        told,
        sweeper,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World with(VideoWorkflow changed) {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        changed,
        guardian,
        told,
        sweeper,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withGuardian(Eraser changed, boolean isTold) {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        workflow,
        changed,
        isTold,
        sweeper,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withGuardianAt(Eraser changed) {
    return withGuardian(changed, told);
  }

  World withSweeper(Eraser changed) {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        changed,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withUpload(Writer changed) {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        changed,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withVideo(Writer changed) {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload,
        changed,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World atDeadline() {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload,
        video,
        true,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }

  World withReceipt(boolean sawAbsence) {
    return new World(
        Job.ERASED,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload.with(Row.NONE),
        video.with(Row.NONE),
        overdue,
        restored,
        true,
        receiptSawAbsence && sawAbsence,
        cameBack);
  }

  World withSomethingBack() {
    return new World(
        job,
        keyExists,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload,
        video,
        overdue,
        restored,
        someoneWasTold,
        receiptSawAbsence,
        true);
  }

  /** The copy is from after the upload and before the erasure. */
  World withRestoredLedger() {
    return new World(
        Job.OPEN,
        true,
        tombstoneOutside,
        workflow,
        guardian,
        told,
        sweeper,
        upload.at() == At.ENDED ? upload.with(Row.STORED) : upload.with(Row.NONE),
        video.with(Row.NONE),
        overdue,
        true,
        someoneWasTold,
        receiptSawAbsence,
        cameBack);
  }
}
