package io.lethe.dev.fal.render;

import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.Runners.Made;
import io.lethe.dev.fal.queue.Runners.Rendition;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.queue.SimulatedRequest.Input;
import io.lethe.dev.fal.queue.SimulatedRequest.Work;
import io.lethe.dev.fal.seen.ReceivedFile;
import io.lethe.dev.fal.seen.Reception;
import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes the video from the very bytes that were sent or fetched, after checking them as Kling
 * would.
 */
public final class Studio implements Rendition {
  private final RequestFolder folder;
  private final InputFetch fetch;
  private final Inspection inspection;
  private final Film film;
  private final Reception reception;
  private final LiveKnobs knobs;
  private final boolean keepWhatWasSent;

  /**
   * @param keepWhatWasSent whether fetched files are kept in memory to be compared
   */
  public Studio(
      Ffmpeg ffmpeg,
      RequestFolder folder,
      InputFetch fetch,
      Reception reception,
      LiveKnobs knobs,
      boolean keepWhatWasSent) {
    this.folder = folder;
    this.fetch = fetch;
    this.inspection = new Inspection(ffmpeg);
    this.film = new Film(ffmpeg, folder);
    this.reception = reception;
    this.knobs = knobs;
    this.keepWhatWasSent = keepWhatWasSent;
  }

  @Override
  public Made of(SimulatedRequest request, Work work) throws InterruptedException, NotRendered {
    reception.happened(request.id(), "a runner takes it");
    try {
      List<Path> files = new ArrayList<>();
      for (Input input : work.inputs()) {
        files.add(gathered(request.id(), input));
      }
      if (Destiny.of(work).withoutVideo()) {
        return new Made("", 0);
      }
      return knobs.now().renderNothing()
          ? standIn(work, files)
          : rendered(request.id(), work, files);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The file of an input, fetched if need be. */
  private Path gathered(String id, Input input)
      throws IOException, InterruptedException, NotRendered {
    Path file = folder.input(id, input.field());
    URI address = input.address();
    if (address != null) {
      String type = fetch.fetch(address, input.field(), file);
      reception.fetched(
          id, input.field(), new ReceivedFile(type, Files.readAllBytes(file), keepWhatWasSent));
      reception.happened(id, input.field() + " fetched from its address");
    }
    return file;
  }

  private Made standIn(Work work, List<Path> files)
      throws IOException, InterruptedException, NotRendered {
    if (!work.inputs().get(0).isClip()) {
      var unused = inspection.photo(files.get(0), work.inputs().get(0).field());
    }
    String name = UUID.randomUUID().toString();
    Files.copy(film.tiny(), folder.video(name));
    return new Made(name, Files.size(folder.video(name)));
  }

  private Made rendered(String id, Work work, List<Path> files)
      throws IOException, InterruptedException, NotRendered {
    List<Dimension> sizes = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Input input = work.inputs().get(i);
      sizes.add(
          input.isClip()
              ? inspection.clip(files.get(i), input.field(), work.longestClip())
              : inspection.photo(files.get(i), input.field()));
      reception.thumbnail(id, input.field(), film.thumbnail(files.get(i)));
    }
    String name = UUID.randomUUID().toString();
    film.shoot(work, files, sizes.get(0), name);
    return new Made(name, Files.size(folder.video(name)));
  }
}
