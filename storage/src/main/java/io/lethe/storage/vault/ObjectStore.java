package io.lethe.storage.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;

/**
 * Keeps objects by name. It knows nothing of jobs, and what it gets is encrypted already.
 *
 * <p>Names are path-like ({@code jobs/3f1c.../9ab0...}): segments of letters, digits, dots and
 * dashes, joined by slashes. Any method throws {@link IOException} when the store can't be reached;
 * that never means absence.
 */
public interface ObjectStore {

  /**
   * Writes an object, all or nothing: when this returns, it is durable under its name; when this
   * throws, nothing can be opened under that name. An object of that name is replaced.
   *
   * @param content writes the object's bytes; whatever it throws comes out of here as it is
   */
  void put(String name, Content content) throws IOException;

  /**
   * @throws NoSuchFileException if there is no such object
   */
  SeekableByteChannel open(String name) throws IOException;

  /** Returns whether there was anything to delete. Once it returns, the deletion is durable. */
  boolean delete(String name) throws IOException;

  /**
   * Names of everything under a prefix that ends in a slash, in no order, read from the store
   * itself. What half-done writes left is listed too, under names ending in {@code .part}, and can
   * be deleted by them.
   */
  List<String> list(String prefix) throws IOException;

  /** As {@link #list}, but only what nothing was written to since this moment. */
  List<String> listWrittenBefore(String prefix, Instant before) throws IOException;

  /** Whether an object can be opened under this name: asked of the store itself, not of a list. */
  default boolean exists(String name) throws IOException {
    try (SeekableByteChannel opened = open(name)) {
      return opened.isOpen();
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  /** Bytes that are made while they are written. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
