package duet.inference.engine.jetson.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoardsTest {
  private static final Boards BOARDS = Boards.read();

  private static Setting setting(String board, String mode) {
    return BOARDS.setting(board, Optional.of(mode)).orElseThrow();
  }

  @Test
  void knowsThreeBoardsByPowerMode() {
    assertEquals(List.of("orin-64", "orin-32", "xavier"), BOARDS.names());
    assertEquals(List.of("MAXN", "50W", "30W", "15W"), BOARDS.modes("orin-64"));
    assertEquals(List.of("MAXN", "40W", "30W", "15W"), BOARDS.modes("orin-32"));
    assertEquals(List.of("MAXN", "30W", "15W", "10W"), BOARDS.modes("xavier"));
    assertTrue(BOARDS.setting("orin-64", Optional.of("40W")).isEmpty());
    assertTrue(BOARDS.setting("nano", Optional.empty()).isEmpty());
    assertEquals("MAXN", BOARDS.setting("xavier", Optional.empty()).orElseThrow().mode());
  }

  @Test
  void everyConstantOfEveryModeHasASource() {
    Set<String> names = setting("orin-64", "MAXN").constants().keySet();
    for (String board : BOARDS.names()) {
      for (String mode : BOARDS.modes(board)) {
        Setting setting = setting(board, mode);
        assertEquals(names, setting.constants().keySet(), board + " " + mode);
        for (Constant constant : setting.constants().values()) {
          assertFalse(constant.source().isBlank(), constant.name());
          assertTrue(constant.value() >= 0, constant.name());
        }
      }
    }
  }

  /** NVIDIA's own table of TOPS by power mode is the check: 171, 109, 41, 14 of the GPU. */
  @Test
  void theGpuWeakensWithThePowerModeAsNvidiaSays() {
    double peak = setting("orin-64", "MAXN").gpuFp16();
    assertEquals(42.5e12, peak, 1);
    assertEquals(109 / 171.0, setting("orin-64", "50W").gpuFp16() / peak, 0.02);
    assertEquals(41 / 171.0, setting("orin-64", "30W").gpuFp16() / peak, 0.01);
    assertEquals(14 / 171.0, setting("orin-64", "15W").gpuFp16() / peak, 0.01);
  }

  /** And 105, 92, 90, 40 of both DLA cores. */
  @Test
  void theDlaWeakensWithThePowerModeAsNvidiaSays() {
    double peak = setting("orin-64", "MAXN").dla("dla-int8");
    assertEquals(8.35e12, peak, 1);
    assertEquals(92 / 105.0, setting("orin-64", "50W").dla("dla-int8") / peak, 0.03);
    assertEquals(90 / 105.0, setting("orin-64", "30W").dla("dla-int8") / peak, 0.01);
    assertEquals(40 / 105.0, setting("orin-64", "15W").dla("dla-int8") / peak, 0.01);
  }

  @Test
  void aConstantCanBeChosenOtherwiseAndSaysSo() {
    Setting other = setting("orin-64", "30W").with("dla-fp16", 2, "one row of the paper");
    assertEquals(2, other.value("dla-fp16"));
    assertEquals(
        "2.0 TFLOPS (fitted)", Objects.requireNonNull(other.constants().get("dla-fp16")).words());
    assertEquals(2e12 * 1369.6 / 1600, other.dla("dla-fp16"), 1);
  }
}
