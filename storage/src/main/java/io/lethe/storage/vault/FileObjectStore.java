package io.lethe.storage.vault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps each object as a file of its own, on a local or shared POSIX disk that knows atomic
 * renames. Files and folders are for this user only. An object is written under another name,
 * forced to disk and renamed, so that a crash leaves a {@code .part} file and never half an object.
 */
public final class FileObjectStore implements ObjectStore {
  private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String UNFINISHED = ".part";

  /** An eraser that removes the emptied folder can win against us a few times, not for ever. */
  private static final int ATTEMPTS_TO_CREATE = 20;

  private final Path root;

  /**
   * @param root made when the first object is written
   */
  public FileObjectStore(Path root) {
    this.root = root;
  }

  @Override
  public void put(String name, Content content) throws IOException {
    Path file = file(name);
    Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    boolean whole = false;
    try {
      try (FileChannel channel = create(draft)) {
        content.writeTo(new Unclosed(Channels.newOutputStream(channel)));
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      force(folderOf(file));
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(draft);
        Files.deleteIfExists(file);
        removeIfEmpty(folderOf(file));
      }
    }
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    return Files.newByteChannel(file(name), StandardOpenOption.READ);
  }

  @Override
  public boolean delete(String name) throws IOException {
    Path file = file(name);
    boolean existed = Files.deleteIfExists(file);
    if (existed) {
      try {
        force(folderOf(file));
      } catch (NoSuchFileException goneToo) {
        // Another eraser has removed the emptied folder.
      }
    }
    removeIfEmpty(folderOf(file));
    return existed;
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return namesOf(files(prefix));
  }

  @Override
  public List<String> listWrittenBefore(String prefix, Instant before) throws IOException {
    List<Path> old = new ArrayList<>();
    for (Path file : files(prefix)) {
      try {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          old.add(file);
        }
      } catch (NoSuchFileException erasedMeanwhile) {
        // Nothing left to list.
      }
    }
    return namesOf(old);
  }

  private List<String> namesOf(List<Path> files) {
    return files.stream().map(file -> root.relativize(file).toString()).toList();
  }

  private List<Path> files(String prefix) throws IOException {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends in a slash");
    }
    List<Path> files = new ArrayList<>();
    collect(file(prefix.substring(0, prefix.length() - 1)), files);
    return files;
  }

  private static void collect(Path folder, List<Path> files) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry)) {
          collect(entry, files);
        } else {
          files.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothingThere) {
      // No folder, no objects.
    }
  }

  private Path file(String name) {
    for (String segment : name.split("/", -1)) {
      if (!segment.matches("[A-Za-z0-9-][A-Za-z0-9.-]*")) {
        throw new IllegalArgumentException("not the name of an object");
      }
    }
    return root.resolve(name);
  }

  private static FileChannel create(Path draft) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(draft.getParent(), FOLDER_OURS_ALONE);
        return FileChannel.open(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OURS_ALONE);
      } catch (NoSuchFileException folderVanished) {
        if (attempt == ATTEMPTS_TO_CREATE) {
          throw folderVanished;
        }
      }
    }
  }

  /** Makes names that came or went in a folder survive a power failure. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void removeIfEmpty(Path folder) throws IOException {
    if (folder.equals(root)) {
      return;
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException inUse) {
      // Somebody else's objects.
    }
  }

  /** A cipher closes what it writes to; the file must first be forced to disk. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** A name has a folder: {@link #file} sees to it. */
  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent());
  }
}
