package io.lethe.dev.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what is run to the promise that no face is ever analysed. */
class NoFaceAnalysisTest {
  /** Libraries that find, measure or compare faces, or run models that do. */
  private static final Pattern VISION =
      Pattern.compile(
          "opencv|javacv|javacpp|(?<!st)dlib|openimaj|boofcv|violajones|face|biometr|mediapipe|mlkit|vision"
              + "|rekognition|djl|onnx|openvino|tensorflow|tflite|torch|deeplearning|nd4j");

  @Test
  void noLibraryThatFindsOrComparesFacesIsRun() {
    assertThat(libraries())
        .as("every module's")
        .anyMatch(name -> name.startsWith("tink"))
        .anyMatch(name -> name.startsWith("imageio-webp"))
        .noneMatch(name -> VISION.matcher(name).find());
  }

  private static List<String> libraries() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
        .map(entry -> new File(entry).getName().toLowerCase(Locale.ROOT))
        .filter(name -> name.endsWith(".jar"))
        .toList();
  }
}
