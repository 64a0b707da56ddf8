package duet.app.cli.schedule;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.profile.ProfileFile;
import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say on what the models run: a simulated Jetson, or a profile in a file. */
final class DeviceChoice {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "orin-64",
      description = "xavier, orin-32 or orin-64, simulated; ${DEFAULT-VALUE} if left out.")
  private String device = "orin-64";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "Its power mode, such as MAXN or 50W; the strongest if left out.")
  private Optional<String> mode = Optional.empty();

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "fp16",
      description = "fp16 or int8; ${DEFAULT-VALUE} if left out.")
  private Precision precision = Precision.FP16;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "A profile, as duet profile writes it, instead of a simulated Jetson.")
  private Optional<Path> file = Optional.empty();

  /**
   * A profile with all these models.
   *
   * @param words as given; none means all that are in the file
   */
  Profile profile(List<String> words, Networks networks) {
    return file.map(ProfileFile::read).orElseGet(() -> predicted(words, networks));
  }

  boolean predicts() {
    return file.isEmpty();
  }

  private Profile predicted(List<String> words, Networks networks) {
    Jetson jetson = new Jetson(setting(), precision);
    return jetson.profile(
        words.stream()
            .distinct()
            .map(word -> new Jetson.Named(Networks.name(word), networks.graph(word)))
            .toList());
  }

  private Setting setting() {
    Boards boards = Boards.read();
    if (!boards.names().contains(device)) {
      throw unknown("device '" + device + "'", boards.names());
    }
    return boards
        .setting(device, mode)
        .orElseThrow(
            () ->
                unknown("power mode '" + mode.orElse("") + "' of " + device, boards.modes(device)));
  }

  private static VerbException unknown(String what, List<String> known) {
    return new VerbException(
        ExitCode.USAGE,
        "Duet does not know the " + what + ". It knows: " + String.join(", ", known) + ".");
  }

  /** A model of a profile. */
  static ModelProfile model(Profile profile, String word) {
    String name = Networks.name(word);
    return profile.models().stream()
        .filter(model -> model.model().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new VerbException(
                    ExitCode.USAGE,
                    "The profile has no model '%s'. It has: %s."
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                profile.models().stream().map(ModelProfile::model).toList()))));
  }
}
