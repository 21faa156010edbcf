package io.lethe.storage.vault;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Keeps objects as files. */
public final class FileObjectStore implements ObjectStore {
  public FileObjectStore(Path root) {}

  @Override
  public void put(String name, Content content) throws IOException {
    throw new UnsupportedOperationException("written next");
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    throw new UnsupportedOperationException("written next");
  }

  @Override
  public boolean delete(String name) throws IOException {
    throw new UnsupportedOperationException("written next");
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    throw new UnsupportedOperationException("written next");
  }
}
