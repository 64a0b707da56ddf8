package duet.inference.device.telemetry.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.device.Lane;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.Sample.Core;
import duet.inference.device.telemetry.Sample.Memory;
import duet.inference.device.telemetry.Sample.Pace;
import duet.inference.device.telemetry.Sample.Power;
import duet.inference.device.telemetry.Sample.Rail;
import duet.inference.device.telemetry.Sample.Temperature;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TegrastatsLineTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void readsALineOfAXavier() {
    Sample sample =
        read(
            "RAM 10881/31919MB (lfb 4230x4MB) SWAP 0/15959MB (cached 0MB) CPU [17%@1190,...]"
                + " EMC_FREQ 55%@2133 GR3D_FREQ 95%@1377 APE 150 MTS fg 0% bg 10% AO@48C GPU@54.5C"
                + " ... thermal@49.45C Tboard@47C GPU 18401/18525 CPU 2301/2330 SOC 4602/4602 CV 0/0"
                + " VDDRQ 2914/2911 SYS5V 4632/4620");
    assertEquals(
        new Sample(
            7,
            OptionalDouble.of(0.17),
            Optional.of(new Memory(10881 * MEBIBYTE, 31919 * MEBIBYTE)),
            pace(0.95, 1377),
            pace(0.55, 2133),
            List.of(),
            List.of(
                new Rail("GPU", 18.401),
                new Rail("CPU", 2.301),
                new Rail("SOC", 4.602),
                new Rail("CV", 0),
                new Rail("VDDRQ", 2.914),
                new Rail("SYS5V", 4.632)),
            List.of(
                new Temperature("AO", 48),
                new Temperature("GPU", 54.5),
                new Temperature("thermal", 49.45),
                new Temperature("Tboard", 47))),
        sample);
  }

  @Test
  void readsALineOfAnOrinWithJetPack5Or6() {
    Sample sample =
        read(
            "11-21-2025 08:49:48 RAM 13983/62780MB (lfb 424x4MB) SWAP 126/31390MB (cached 0MB) CPU"
                + " [90%@2201,...] EMC_FREQ 1%@2133 GR3D_FREQ 14%@[407,407] VIC_FREQ 115"
                + " NVDLA0_FREQ @1600 APE 174 CV0@73.625C ... tj@77.281C VDD_GPU_SOC 3150mW/2971mW"
                + " VDD_CPU_CV 14312mW/12415mW VIN_SYS_5V0 4968mW/5048mW VDDQ_VDD2_1V8AO"
                + " 1091mW/1091mW");
    assertEquals(
        new Sample(
            7,
            OptionalDouble.of(0.9),
            Optional.of(new Memory(13983 * MEBIBYTE, 62780 * MEBIBYTE)),
            pace(0.14, 407),
            pace(0.01, 2133),
            List.of(new Core(Lane.DLA0, Optional.of(Power.ON), OptionalDouble.of(1600))),
            List.of(
                new Rail("VDD_GPU_SOC", 3.15),
                new Rail("VDD_CPU_CV", 14.312),
                new Rail("VIN_SYS_5V0", 4.968),
                new Rail("VDDQ_VDD2_1V8AO", 1.091)),
            List.of(new Temperature("CV0", 73.625), new Temperature("tj", 77.281))),
        sample);
  }

  @Test
  void readsALineOfAnOrinWithJetPack7() {
    Sample sample =
        read(
            "... EMC_FREQ 3%@3199 GR3D_FREQ 12%@[1300,1300] NVENC0 off NVDEC0 off ... VIC off OFA off"
                + " NVDLA0 off NVDLA1 off PVA0_FREQ off APE 174 cpu@52.968C/52.968C ... VDD_GPU_SOC"
                + " 5139mW/5139mW/5139mW");
    assertEquals(
        new Sample(
            7,
            OptionalDouble.empty(),
            Optional.empty(),
            pace(0.12, 1300),
            pace(0.03, 3199),
            List.of(off(Lane.DLA0), off(Lane.DLA1)),
            List.of(new Rail("VDD_GPU_SOC", 5.139)),
            List.of(new Temperature("cpu", 52.968))),
        sample);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GR3D_FREQ 7%              | 0.07 |",
        "GR3D_FREQ 7%@318          | 0.07 | 318",
        "GR3D_FREQ 7%@[318,407]    | 0.07 | 407",
        "GR3D_FREQ @[318,407,115]  |      | 407",
        "GR3D_FREQ 0%@[0,0]        | 0    | 0",
        "GR3D_FREQ 101%            |      |",
        "GR3D_FREQ off             |      |",
        "RAM 1/2MB                 |      |"
      })
  void takesEachFormOfTheGpu(String line, @Nullable Double load, @Nullable Double clock) {
    assertEquals(new Pace(optional(load), optional(clock)), read(line + " NVDLA0 off").gpu(), line);
  }

  @Test
  void withoutRootThereIsNoBusAndNoClock() {
    Sample sample = read("RAM 1/2MB (lfb 1x4MB) CPU [0%@729,off,50%@729] GR3D_FREQ 3% APE 174");
    assertEquals(Pace.UNKNOWN, sample.emc());
    assertEquals(new Pace(OptionalDouble.of(0.03), OptionalDouble.empty()), sample.gpu());
    assertEquals(OptionalDouble.of(0.25), sample.cpuLoad(), "of the two cores that are on");
  }

  @Test
  void aSensorOfAPartThatIsOffHasNoTemperature() {
    assertEquals(
        List.of(new Temperature("soc0", 44)), read("gpu@-256C soc0@44C/-256C").temperatures());
  }

  @Property(tries = 5000)
  void anyLineGivesASample(@ForAll String line) {
    assertEquals(7, read(line).takenNs());
  }

  @Property(tries = 5000)
  void anyLineOfTheRightLettersGivesASample(@ForAll @CharRange(from = '%', to = ']') String rest) {
    for (String word :
        List.of("RAM ", "CPU [", "GR3D_FREQ ", "EMC_FREQ ", "NVDLA0", "NVDLA1_FREQ @", "VDD 1")) {
      assertEquals(
          7, read(word + rest + " " + word + rest.toLowerCase(Locale.ROOT) + "mW/1").takenNs());
    }
  }

  private static Sample read(String line) {
    return new TegrastatsLine(line).sample(7);
  }

  private static Pace pace(double load, double clock) {
    return new Pace(OptionalDouble.of(load), OptionalDouble.of(clock));
  }

  private static Core off(Lane lane) {
    return new Core(lane, Optional.of(Power.OFF), OptionalDouble.empty());
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
