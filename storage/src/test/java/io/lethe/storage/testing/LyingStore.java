package io.lethe.storage.testing;

import io.lethe.storage.vault.ObjectStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;

/** A real object store that lies, each kind in its own way, until it is told to be honest. */
public class LyingStore implements ObjectStore {
  private final ObjectStore store;
  private volatile boolean honest;

  public LyingStore(ObjectStore store) {
    this.store = store;
  }

  public final void beHonest() {
    honest = true;
  }

  protected final boolean lies() {
    return !honest;
  }

  @Override
  public void put(String name, Content content) throws IOException {
    store.put(name, content);
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    return store.open(name);
  }

  @Override
  public boolean delete(String name) throws IOException {
    return store.delete(name);
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public List<String> listWrittenBefore(String prefix, Instant before) throws IOException {
    return store.listWrittenBefore(prefix, before);
  }
}
