package io.lethe.workers.video;

import io.lethe.domain.video.ClipLimits;
import io.lethe.domain.video.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes of a clip one that is fit to leave: its pictures, and its sound if that is wanted, under a
 * header written anew. No note, name, place, time, chapter, thumbnail or track of measurements gets
 * through, for nothing is copied that is not asked for by name; nor what an editor had cut off.
 *
 * <p>Works in memory of a few megabytes, whatever the clip's size: the header and the tables are
 * held, the pictures flow past. Nothing is decoded; each unit of each picture is looked at.
 */
final class ClipSanitiser {
  /** The header of 30 seconds has some hundred kilobytes. */
  static final int LARGEST_HEADER = 8 << 20;

  private static final int MOST_TRACKS = 32;

  /**
   * @param clip stays open, and is read again by what is returned
   * @throws UnusableClip if it breaks a limit, or is not what it should be
   * @throws IOException only from the channel itself
   */
  SanitisedClip sanitise(SeekableByteChannel clip, ClipLimits limits, boolean withSound)
      throws UnusableClip, IOException {
    ChannelImageInput input = new ChannelImageInput(clip);
    ByteBuffer header = header(input, clip.size());
    List<ClipTrack> tracks = tracks(header, clip.size(), withSound);
    ClipTrack video = tracks.get(0);
    double seconds = video.seconds();
    judge(video, seconds, limits);
    ClipUnits units = new ClipUnits(input);
    List<int[]> sizes = new ArrayList<>();
    for (ClipTrack track : tracks) {
      sizes.add(units.take(track));
    }
    return new SanitisedClip(
        ClipHeader.of(tracks, sizes),
        units.ranges(),
        video.width(),
        video.height(),
        (int) Math.max(1, Math.round(seconds * 1_000)));
  }

  private static void judge(ClipTrack video, double seconds, ClipLimits limits)
      throws UnusableClip {
    require(seconds >= limits.minSeconds() && seconds <= limits.maxSeconds(), Reason.CLIP_LENGTH);
    double rate = video.samples().count() / seconds;
    require(
        rate >= limits.minFramesPerSecond() && rate <= limits.maxFramesPerSecond(),
        Reason.CLIP_FRAME_RATE);
    int shorter = Math.min(video.width(), video.height());
    int longer = Math.max(video.width(), video.height());
    require(shorter >= limits.minSide() && longer <= limits.maxSide(), Reason.CLIP_SIDES);
  }

  private static void require(boolean holds, Reason otherwise) throws UnusableClip {
    if (!holds) {
      throw new UnusableClip(otherwise);
    }
  }

  private static ByteBuffer header(ChannelImageInput input, long size)
      throws UnusableClip, IOException {
    long at = 0;
    while (size - at >= 8) {
      input.seek(at);
      long length = Integer.toUnsignedLong(input.readInt());
      int type = input.readInt();
      int head = 8;
      if (length == 1 && size - at >= 16) {
        length = input.readLong();
        head = 16;
      }
      length = length == 0 ? size - at : length;
      UnusableClip.require(length >= head && length <= size - at);
      if (type == 0x6D6F6F76) {
        UnusableClip.require(length - head <= LARGEST_HEADER);
        byte[] body = new byte[(int) length - head];
        input.readFully(body);
        return ByteBuffer.wrap(body);
      }
      at += length;
    }
    throw new UnusableClip(Reason.NOT_DECODABLE);
  }

  /** The pictures first. */
  private static List<ClipTrack> tracks(ByteBuffer header, long fileSize, boolean withSound)
      throws UnusableClip {
    ClipBox movie = ClipBox.root(header);
    // In pieces, or compressed: no camera writes that.
    UnusableClip.supported(movie.child("mvex").isEmpty() && movie.child("cmov").isEmpty());
    ClipBox movieHeader = movie.need("mvhd");
    long movieUnits = movieHeader.uint32(movieHeader.uint8(0) == 1 ? 20 : 12);
    List<ClipTrack> tracks = new ArrayList<>();
    int seen = 0;
    for (ClipBox box : movie.children(0)) {
      if (box.type().equals("trak")) {
        UnusableClip.require(++seen <= MOST_TRACKS);
        ClipTrack.read(box, movieUnits, fileSize).ifPresent(tracks::add);
      }
    }
    Optional<ClipTrack> video = ClipTrack.first(tracks, true);
    UnusableClip.require(video.isPresent());
    List<ClipTrack> wanted = new ArrayList<>();
    wanted.add(video.orElseThrow());
    if (withSound) {
      ClipTrack.first(tracks, false).ifPresent(wanted::add);
    }
    return wanted;
  }
}
