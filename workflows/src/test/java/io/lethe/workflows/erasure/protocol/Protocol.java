package io.lethe.workflows.erasure.protocol;

import io.lethe.workflows.erasure.protocol.World.Eraser;
import io.lethe.workflows.erasure.protocol.World.Job;
import io.lethe.workflows.erasure.protocol.World.Ledger;
import io.lethe.workflows.erasure.protocol.World.VideoWorkflow;
import io.lethe.workflows.erasure.protocol.Writer.At;
import io.lethe.workflows.erasure.protocol.Writer.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The moves of everyone who takes part, each as indivisible as in the code: a transaction on the
 * ledger, one call of the object store, one signal.
 */
record Protocol(Set<Guard> guards, Set<Mishap> mishaps) {

  Protocol {
    guards = Set.copyOf(guards);
    mishaps = Set.copyOf(mishaps);
  }

  List<Step> steps(World world) {
    List<Step> steps = new ArrayList<>();
    time(world, steps);
    workflow(world, steps);
    writer("upload", world, world.upload(), World::withUpload, steps);
    writer("video", world, world.video(), World::withVideo, steps);
    guardian(world, steps);
    sweeper(world, steps);
    restore(world, steps);
    return steps;
  }

  private boolean has(Guard guard) {
    return guards.contains(guard);
  }

  /**
   * A job of which somebody was told that it is erased, and which a restore brought back, must not
   * have to wait for its deadline: there the deadline may never come.
   */
  private static void time(World world, List<Step> steps) {
    if (!world.overdue()) {
      boolean certain = !(world.ledger().restored() && world.evidence().someoneWasTold());
      steps.add(new Step("the deadline passes", certain, world.atDeadline()));
    }
  }

  private void workflow(World world, List<Step> steps) {
    if (world.staff().workflow() != VideoWorkflow.RUNNING) {
      return;
    }
    World ended = world.with(world.staff().with(VideoWorkflow.ENDED));
    if (has(Guard.LAST_STEP)) {
      Eraser guardian =
          world.staff().guardian() == Eraser.TERMINATED ? Eraser.IDLE : world.staff().guardian();
      ended = ended.with(ended.staff().withGuardian(guardian, true));
    }
    steps.add(new Step("the workflow ends", true, ended));
    if (mishaps.contains(Mishap.VIDEO_TERMINATED)) {
      steps.add(
          new Step(
              "the workflow is terminated",
              false,
              world.with(world.staff().with(VideoWorkflow.TERMINATED))));
    }
  }

  private void writer(
      String name,
      World world,
      Writer writer,
      BiFunction<World, Writer, World> in,
      List<Step> steps) {
    boolean open = world.ledger().job() == Job.OPEN;
    switch (writer.at()) {
      case START -> {
        boolean allowed = open || !has(Guard.TOMBSTONE_BEFORE_WRITE);
        Writer begun = allowed ? writer.to(At.ROW_WRITTEN).with(Row.WRITING) : writer.to(At.ENDED);
        steps.add(new Step(name + ": begins", false, in.apply(world, begun)));
      }
      case ROW_WRITTEN -> {
        Writer written = writer.to(At.BYTES_WRITTEN).withObject(true);
        steps.add(new Step(name + ": writes its bytes", true, in.apply(world, written)));
      }
      case BYTES_WRITTEN ->
          steps.add(new Step(name + ": finishes", true, finish(world, writer, in)));
      case TAKING_BACK -> {
        Writer gone = writer.to(At.ENDED).with(Row.NONE).withObject(false);
        steps.add(new Step(name + ": takes back what it wrote", true, in.apply(world, gone)));
      }
      case ENDED, KILLED -> {}
    }
    if (writer.isUnderWay() && mishaps.contains(Mishap.WRITER_KILLED)) {
      steps.add(new Step(name + ": is killed", false, in.apply(world, writer.to(At.KILLED))));
    }
  }

  private World finish(World world, Writer writer, BiFunction<World, Writer, World> in) {
    boolean open = world.ledger().job() == Job.OPEN;
    if (has(Guard.TOMBSTONE_AFTER_WRITE) && (!open || writer.row() != Row.WRITING)) {
      return in.apply(world, writer.to(At.TAKING_BACK));
    }
    World stored = in.apply(world, writer.to(At.ENDED).with(Row.STORED));
    return open ? stored : stored.withSomethingBack();
  }

  private void guardian(World world, List<Step> steps) {
    Eraser at = world.staff().guardian();
    if (at == Eraser.IDLE) {
      if (world.staff().told() || (world.overdue() && has(Guard.DEADLINE))) {
        steps.add(new Step("the guardian begins", true, begin(world).withGuardian(Eraser.BEGUN)));
      }
    } else if (at == Eraser.RECEIPT_ISSUED) {
      secondLook(world, steps);
    } else {
      erase("the guardian", world, at, World::withGuardian, steps);
    }
    if (at != Eraser.ENDED
        && at != Eraser.TERMINATED
        && mishaps.contains(Mishap.GUARDIAN_TERMINATED)) {
      steps.add(
          new Step("the guardian is terminated", false, world.withGuardian(Eraser.TERMINATED)));
    }
  }

  private void secondLook(World world, List<Step> steps) {
    if (!has(Guard.SECOND_LOOK)) {
      steps.add(new Step("the guardian ends", true, world.withGuardian(Eraser.ENDED)));
    } else if (!world.upload().isUnderWay() && !world.video().isUnderWay()) {
      World looked =
          world
              .withUpload(world.upload().withObject(false))
              .withVideo(world.video().withObject(false));
      steps.add(new Step("the guardian looks again", true, looked.withGuardian(Eraser.ENDED)));
    }
  }

  private void sweeper(World world, List<Step> steps) {
    if (!has(Guard.SWEEPER)) {
      return;
    }
    Eraser at = world.staff().sweeper();
    if (at == Eraser.IDLE) {
      boolean due = world.overdue() || world.tombstoneOutside();
      if (due && world.ledger().job() != Job.ERASED) {
        steps.add(new Step("the sweeper begins", true, begin(world).withSweeper(Eraser.BEGUN)));
      }
    } else if (at == Eraser.RECEIPT_ISSUED || world.ledger().job() == Job.OPEN) {
      // In the second case the ledger was restored meanwhile: the step fails, and the next round
      // begins anew.
      steps.add(new Step("the sweeper ends its round", true, world.withSweeper(Eraser.IDLE)));
    } else {
      erase("the sweeper", world, at, World::withSweeper, steps);
    }
    if (at != Eraser.IDLE && mishaps.contains(Mishap.SWEEPER_KILLED)) {
      steps.add(new Step("the sweeper is killed", false, world.withSweeper(Eraser.IDLE)));
    }
    orphan("the upload", world, world.upload(), World::withUpload, steps);
    orphan("the video", world, world.video(), World::withVideo, steps);
  }

  /** An object that no live row owns: no row at all, or one whose writer must have ended. */
  private static void orphan(
      String name,
      World world,
      Writer writer,
      BiFunction<World, Writer, World> in,
      List<Step> steps) {
    boolean abandoned = writer.row() == Row.WRITING && writer.at() == At.KILLED;
    if ((writer.object() && writer.row() == Row.NONE) || abandoned) {
      Writer swept = writer.withObject(false).with(Row.NONE);
      steps.add(new Step("the sweeper deletes " + name, true, in.apply(world, swept)));
    }
  }

  private World begin(World world) {
    if (world.ledger().job() != Job.OPEN) {
      return world;
    }
    return world.with(
        new Ledger(Job.ERASING, !has(Guard.KEY_DESTROYED), world.ledger().restored()));
  }

  private void erase(
      String who, World world, Eraser at, BiFunction<World, Eraser, World> in, List<Step> steps) {
    if (world.ledger().job() == Job.OPEN && at != Eraser.ENDED && at != Eraser.TERMINATED) {
      // The ledger was restored under the guardian's hands: each of its steps fails, and is
      // retried, until the sweeper has begun anew.
      return;
    }
    switch (at) {
      case BEGUN ->
          steps.add(
              new Step(
                  who + " sets the tombstone",
                  true,
                  in.apply(
                      has(Guard.TOMBSTONE_OUTSIDE) ? world.withTombstoneOutside() : world,
                      Eraser.TOMBSTONE_SET)));
      case TOMBSTONE_SET ->
          steps.add(
              new Step(
                  who + " deletes the upload",
                  true,
                  in.apply(
                      world.withUpload(world.upload().withObject(false)), Eraser.UPLOAD_DELETED)));
      case UPLOAD_DELETED ->
          steps.add(
              new Step(
                  who + " deletes the video",
                  true,
                  in.apply(world.withVideo(world.video().withObject(false)), Eraser.DELETED)));
      case DELETED -> steps.add(new Step(who + " looks", true, in.apply(world, seen(world))));
      case LOOKED, LOOKED_AWAY ->
          steps.add(
              new Step(
                  who + " issues the receipt",
                  true,
                  in.apply(issue(world, at == Eraser.LOOKED), Eraser.RECEIPT_ISSUED)));
      case IDLE, RECEIPT_ISSUED, ENDED, TERMINATED -> {}
    }
  }

  private Eraser seen(World world) {
    if (!world.holdsObjects()) {
      return Eraser.LOOKED;
    }
    return has(Guard.READ_BACK) ? Eraser.BEGUN : Eraser.LOOKED_AWAY;
  }

  /** The receipt that was issued first counts. */
  private static World issue(World world, boolean sawAbsence) {
    return world.ledger().job() == Job.ERASED ? world : world.withReceipt(sawAbsence);
  }

  private void restore(World world, List<Step> steps) {
    if (mishaps.contains(Mishap.LEDGER_RESTORED)
        && !world.ledger().restored()
        && world.ledger().job() != Job.OPEN) {
      steps.add(new Step("the ledger is restored", false, world.withRestoredLedger()));
    }
  }
}
