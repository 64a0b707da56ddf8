package duet.app.cli.schedule;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Task;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The models, and how important and urgent each is. */
final class TaskChoice {
  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      description =
          "An .onnx file, pix2pix-original-64 (or -cropping-, -convolution-, any width), yolov8n-640"
              + " (or s, m, any size), or an installed model. Named twice it is two tasks.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--deadline",
      paramLabel = "MODEL=MS",
      description = "When a frame must be through a model, in ms from its arrival.")
  private Map<String, Double> deadlines = new LinkedHashMap<>();

  @Option(
      names = "--priority",
      paramLabel = "MODEL=N",
      description = "The larger goes first where two wait for a lane; 0 if left out.")
  private Map<String, Integer> priorities = new LinkedHashMap<>();

  List<String> words() {
    return words;
  }

  /** In the order of the command line; all of the profile if none is named. */
  List<Task> tasks(Profile profile) {
    List<String> wanted =
        words.isEmpty() ? profile.models().stream().map(ModelProfile::model).toList() : words;
    if (wanted.isEmpty()) {
      throw new ImpossibleException("There is no model to schedule; name at least one.");
    }
    List<String> names = new ArrayList<>();
    wanted.forEach(word -> names.add(unique(Networks.name(word), names)));
    refuseStrangers(deadlines.keySet(), names);
    refuseStrangers(priorities.keySet(), names);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      tasks.add(task(names.get(i), DeviceChoice.model(profile, wanted.get(i))));
    }
    return tasks;
  }

  /** The second 'gan' is 'gan-2'. */
  private static String unique(String name, List<String> taken) {
    String next = name;
    for (int i = 2; taken.contains(next); i++) {
      next = name + "-" + i;
    }
    return next;
  }

  private static void refuseStrangers(Iterable<String> named, List<String> tasks) {
    for (String name : named) {
      if (!tasks.contains(name)) {
        throw new VerbException(
            ExitCode.USAGE,
            "No task is called '" + name + "'. There are: " + String.join(", ", tasks) + ".");
      }
    }
  }

  private Task task(String name, ModelProfile model) {
    Double ms = deadlines.get(name);
    if (ms != null && !(ms > 0 && ms < 1e9)) {
      throw new VerbException(
          ExitCode.USAGE, "The deadline of '" + name + "' must be above 0 ms, not " + ms + ".");
    }
    OptionalLong deadline =
        ms == null ? OptionalLong.empty() : OptionalLong.of(Math.max(1, Math.round(ms * 1e6)));
    return new Task(name, model, priorities.getOrDefault(name, 0), deadline);
  }
}
