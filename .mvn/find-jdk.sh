# Finds a JDK. To be sourced by POSIX shell scripts (mvnw, lethe, .ci/run); defines functions only.
#
#   find_jdk configured   the JDK that JAVA_HOME names, if it will do; else the newest one
#   find_jdk newest       the newest of all
#   find_jdk NUMBER       one of exactly this feature version, such as 17
#
# Prints the JDK's home. Prints nothing and fails when there is none. A JDK is taken only if it holds
# javac (a JRE can't build) and is version 17 or later.

# The feature version of the JDK in folder $1, such as 17; fails if there is no usable JDK there.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
  jdk_text=
  if [ -r "$1/release" ]; then
    # Reading the file takes a millisecond, asking javac takes half a second.
    jdk_text=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9.]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  if [ -z "$jdk_text" ]; then
    jdk_text=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9.]*\).*/\1/p')
  fi
  jdk_number=${jdk_text%%.*}
  # Java 8 and before called themselves 1.8 and so on; they are too old either way.
  [ -n "$jdk_number" ] && [ "$jdk_number" -ge 17 ] || return 1
  echo "$jdk_number"
}

# The folder that holds bin/javac, for a javac on the PATH that is a chain of links.
jdk_of_path() {
  jdk_link=$(command -v javac 2>/dev/null) || return 1
  jdk_hops=0
  while [ -L "$jdk_link" ] && [ "$jdk_hops" -lt 20 ]; do
    jdk_target=$(readlink "$jdk_link") || return 1
    case $jdk_target in
      /*) jdk_link=$jdk_target ;;
      *) jdk_link=$(dirname "$jdk_link")/$jdk_target ;;
    esac
    jdk_hops=$((jdk_hops + 1))
  done
  (cd "$(dirname "$jdk_link")/.." 2>/dev/null && pwd -P)
}

# Every folder worth a look, one per line, the likeliest first.
jdk_candidates() {
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  jdk_of_path || :
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home 2>/dev/null || :
  fi
  for jdk_folder in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ ! -d "$jdk_folder/bin" ] || echo "$jdk_folder"
  done
}

find_jdk() {
  if [ "$1" = configured ] && [ -n "${JAVA_HOME:-}" ] && jdk_version "$JAVA_HOME" >/dev/null; then
    echo "$JAVA_HOME"
    return 0
  fi
  jdk_found=$(
    jdk_candidates | {
      best_version=0
      best_home=
      while IFS= read -r home; do
        version=$(jdk_version "$home") || continue
        case $1 in
          configured | newest) ;;
          *) [ "$version" -eq "$1" ] || continue ;;
        esac
        # Of two equally new ones, the first: JAVA_HOME and the PATH are somebody's choice.
        if [ "$version" -gt "$best_version" ]; then
          best_version=$version
          best_home=$home
        fi
      done
      echo "$best_home"
    }
  )
  [ -n "$jdk_found" ] || return 1
  echo "$jdk_found"
}

# What to say when find_jdk fails.
jdk_advice() {
  echo "Lethe needs a JDK 17 or later (with javac), and none was found in JAVA_HOME, on the PATH or in the usual folders."
  case $(uname -s) in
    Darwin) echo "Install one with: brew install openjdk" ;;
    *)
      if command -v apt-get >/dev/null 2>&1; then
        echo "Install one with: sudo apt-get install openjdk-17-jdk-headless"
      elif command -v dnf >/dev/null 2>&1; then
        echo "Install one with: sudo dnf install java-17-openjdk-devel"
      elif command -v apk >/dev/null 2>&1; then
        echo "Install one with: sudo apk add openjdk17-jdk"
      else
        echo "Get one from https://adoptium.net and set JAVA_HOME to its folder."
      fi
      ;;
  esac
}
