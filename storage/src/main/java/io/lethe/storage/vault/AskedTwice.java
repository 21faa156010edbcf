package io.lethe.storage.vault;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;

/**
 * Asks an object store once more, at once, when it fails. For erasing and looking, whose calls may
 * be repeated: one of many that failed would cost the whole round, and a store that fails every
 * other time would never be done with. Not for streams of bytes that flow only once.
 */
final class AskedTwice implements ObjectStore {
  private final ObjectStore store;

  AskedTwice(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(String name, Content content) throws IOException {
    twice(
        () -> {
          store.put(name, content);
          return name;
        });
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    return twice(() -> store.open(name));
  }

  @Override
  public boolean delete(String name) throws IOException {
    return twice(() -> store.delete(name));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return twice(() -> store.list(prefix));
  }

  @Override
  public List<String> listWrittenBefore(String prefix, Instant before) throws IOException {
    return twice(() -> store.listWrittenBefore(prefix, before));
  }

  private static <T> T twice(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (NoSuchFileException absent) {
      throw absent;
    } catch (IOException failed) {
      return question.ask();
    }
  }

  private interface Question<T> {
    T ask() throws IOException;
  }
}
