package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitBodyTest {

  @Test
  void neverHoldsMoreOfAFileThanAChunk() throws Exception {
    long size = 1L << 30;
    AtomicLong sent = new AtomicLong();
    AtomicLong widest = new AtomicLong();
    FalField.Source gigabyte = () -> new Zeros(size, sent, widest);
    SubmitBody body =
        new SubmitBody(List.of(new FalField.File("video_url", "video/mp4", size, gigabyte)));

    try (BufferedSink sink = Okio.buffer(new Counting(sent))) {
      body.writeTo(sink);
    }

    assertThat(sent.get()).isEqualTo(body.contentLength()).isGreaterThan(size * 4 / 3);
    assertThat(widest.get()).isLessThanOrEqualTo(2L * SubmitBody.CHUNK);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, SubmitBody.CHUNK - 1, SubmitBody.CHUNK, SubmitBody.CHUNK + 1, 300_000})
  void knowsItsLengthBeforehand(int size) throws Exception {
    SubmitBody body =
        new SubmitBody(
            List.of(
                Scene.file(new byte[size]),
                new FalField.Files(
                    "image_urls", List.of(Scene.file(new byte[size]), Scene.file(new byte[size]))),
                new FalField.Text("prompt", "Zür\u0001ich \"\uD83D\uDE00\"")));
    Buffer written = new Buffer();

    body.writeTo(written);

    assertThat(written.size()).isEqualTo(body.contentLength());
  }

  @Test
  void writesAnObjectWhenThereIsNoInput() throws Exception {
    Buffer written = new Buffer();

    new SubmitBody(List.of()).writeTo(written);

    assertThat(written.readUtf8()).isEqualTo("{}");
  }

  @Test
  void isSentOnceOnly() {
    assertThat(new SubmitBody(List.of()).isOneShot()).isTrue();
  }

  @Test
  void cannotBeBuiltWithOutputsThatNeverExpire() {
    assertThatThrownBy(
            () ->
                new FalSubmission(
                    Scene.KLING, List.of(), Duration.ofMinutes(1), Duration.ofMillis(999), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesNoFieldTwice() {
    FalField prompt = new FalField.Text("prompt", "a");

    assertThatThrownBy(
            () ->
                new FalSubmission(
                    Scene.KLING,
                    List.of(prompt, prompt),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Measures, whenever more is asked for, how much of what it gave has not left yet. */
  private static final class Zeros extends InputStream {
    private final long size;
    private final AtomicLong sent;
    private final AtomicLong widest;
    private long given;

    Zeros(long size, AtomicLong sent, AtomicLong widest) {
      this.size = size;
      this.sent = sent;
      this.widest = widest;
    }

    @Override
    public int read() {
      if (given == size) {
        return -1;
      }
      given++;
      return 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (given == size) {
        return -1;
      }
      widest.accumulateAndGet(given - sent.get() * 3 / 4, Math::max);
      int got = (int) Math.min(length, size - given);
      given += got;
      return got;
    }
  }

  private static final class Counting extends ForwardingSink {
    private final AtomicLong sent;

    Counting(AtomicLong sent) {
      super(blackhole());
      this.sent = sent;
    }

    private static Sink blackhole() {
      return Okio.blackhole();
    }

    @Override
    public void write(Buffer source, long count) throws java.io.IOException {
      super.write(source, count);
      sent.addAndGet(count);
    }
  }
}
