package io.lethe.dev.absence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every file that the processes of a system wrote: what lies in its folder, whatever wrote it, and
 * what its processes hold open for writing anywhere else, even if it has no name any more.
 */
final class WrittenFiles {
  private static final Path PROCESSES = Path.of("/proc");

  /** Not files on a disk: terminals, pipes, devices. */
  private static final Set<String> NO_FILES = Set.of("/dev", "/proc", "/sys");

  private final Path root;
  private final Set<Path> outside;
  private final FileTime since;
  private final Map<Path, Seen> seen = new HashMap<>();

  private record Seen(FileTime changed, long size) {}

  /**
   * @param outside folders in it that stand for the world outside
   * @param since files of the fetched programs that are older were not written by the system
   */
  WrittenFiles(Path root, Set<Path> outside, FileTime since) {
    this.root = root;
    this.outside = Set.copyOf(outside);
    this.since = since;
  }

  /** Searches all of them. */
  void searchAll(ByteSearch search, ProcessHandle @Nullable [] processes, Tally tally)
      throws IOException {
    seen.clear();
    searchChanged(search, processes, tally);
  }

  /** Searches those that changed since they were searched last. */
  void searchChanged(ByteSearch search, ProcessHandle @Nullable [] processes, Tally tally)
      throws IOException {
    for (Path file : changed()) {
      searchFile(search, file, root.relativize(file).toString(), tally);
    }
    for (ProcessHandle process : processes == null ? new ProcessHandle[0] : processes) {
      searchOpen(search, process, tally);
    }
  }

  private static void searchFile(ByteSearch search, Path file, String name, Tally tally)
      throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      tally.add(name, search.in(stream));
    } catch (NoSuchFileException gone) {
      // Deleted meanwhile: what it held was searched the round before, or is on its way elsewhere.
    }
  }

  private List<Path> changed() throws IOException {
    List<Path> changed = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return outside.contains(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Seen now = new Seen(attributes.lastModifiedTime(), attributes.size());
            if (attributes.isRegularFile() && !now.equals(seen.put(file, now))) {
              changed.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return changed;
  }

  /** Where the system says what a process holds open; elsewhere the folder has to do. */
  private void searchOpen(ByteSearch search, ProcessHandle process, Tally tally) {
    Path descriptors = PROCESSES.resolve(process.pid() + "/fd");
    if (!Files.isDirectory(descriptors)) {
      return;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      for (Path descriptor : open.toList()) {
        searchDescriptor(search, descriptor, tally);
      }
    } catch (IOException ended) {
      // The process is gone, and its files lie in the folder.
    }
  }

  private void searchDescriptor(ByteSearch search, Path descriptor, Tally tally)
      throws IOException {
    Path file = Files.readSymbolicLink(descriptor);
    boolean named = Files.exists(file);
    boolean elsewhere =
        NO_FILES.stream().noneMatch(file::startsWith)
            && outside.stream().noneMatch(file::startsWith)
            && !(named && file.startsWith(root));
    if (elsewhere && Files.isRegularFile(descriptor) && isWritten(descriptor)) {
      searchFile(search, descriptor, "open: " + file, tally);
    }
  }

  private boolean isWritten(Path descriptor) throws IOException {
    return Files.getLastModifiedTime(descriptor).compareTo(since) >= 0;
  }
}
