package duet.app.cli;

import duet.app.cli.dla.AdaptVerb;
import duet.app.cli.dla.CheckVerb;
import duet.app.cli.doctor.BenchTelemetryVerb;
import duet.app.cli.doctor.DoctorVerb;
import duet.app.cli.evaluate.EvaluateDetectVerb;
import duet.app.cli.evaluate.EvaluateLesionsVerb;
import duet.app.cli.evaluate.EvaluateMriVerb;
import duet.app.cli.evaluate.EvaluateVerb;
import duet.app.cli.planning.BenchFaultsVerb;
import duet.app.cli.planning.BenchScheduleVerb;
import duet.app.cli.planning.ProfileVerb;
import duet.app.cli.quantise.BenchQuantiseVerb;
import duet.app.cli.quantise.QuantiseVerb;
import duet.app.cli.reproduce.DeviceModelVerb;
import duet.app.cli.reproduce.ReproduceVerb;
import duet.app.cli.schedule.ScheduleVerb;
import duet.app.cli.train.TableTwoVerb;
import duet.app.cli.train.TrainDetectVerb;
import duet.app.cli.train.TrainMriVerb;
import duet.app.cli.train.TrainVerb;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Failures;
import duet.app.console.Fault;
import duet.app.console.Interruption;
import duet.app.console.VerbException;
import duet.inference.engine.InferenceException;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.engine.tensorrt.TensorRtBackend;
import duet.inference.plan.ImpossibleException;
import duet.models.card.CardException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command line, runs its verb, and turns whatever happens into an exit code. */
public final class Cli {
  private Cli() {}

  /** Returns the exit code; throws nothing. */
  public static int run(String[] args, Console console, Workbench.Opener workbenches) {
    Interruption interruption = Interruption.of(Thread.currentThread());
    try {
      return commandLine(console, workbenches).execute(args);
    } catch (Throwable thrown) { // the door: errors of memory and native libraries end here too
      console.say(Fault.report(thrown));
      return ExitCode.UNEXPECTED;
    } finally {
      interruption.close();
    }
  }

  private static CommandLine commandLine(Console console, Workbench.Opener workbenches) {
    Duet duet = new Duet(console, workbenches);
    CommandLine root = new CommandLine(duet);
    verbs(duet).forEach(root::addSubcommand);
    layOut(root);
    return root.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, arguments) -> usage(wrong, console))
        .setExecutionExceptionHandler((thrown, line, parsed) -> failed(thrown, console));
  }

  private static List<Object> verbs(Duet duet) {
    return List.of(
        new DemoVerb(duet),
        new ReadVerb(duet),
        new ListenVerb(duet),
        new ModelsVerb(duet),
        new DetectVerb(duet),
        new SynthesiseVerb(duet),
        new CommandLine(new EvaluateVerb())
            .addSubcommand(new EvaluateMriVerb(duet))
            .addSubcommand(new EvaluateDetectVerb(duet))
            .addSubcommand(new EvaluateLesionsVerb(duet)),
        new AdaptVerb(duet.console(), OnnxRuntimeBackend::new),
        new CheckVerb(duet.console()),
        new QuantiseVerb(duet.console(), OnnxRuntimeBackend::new),
        new ScheduleVerb(duet.console(), duet::installed),
        new DoctorVerb(duet.console(), OnnxRuntimeBackend::new, TensorRtBackend::new),
        new ProfileVerb(duet),
        new CommandLine(new BenchVerb())
            .addSubcommand(new BenchVerb.OfReading(duet))
            .addSubcommand(new BenchScheduleVerb(duet))
            .addSubcommand(new BenchFaultsVerb(duet))
            .addSubcommand(new BenchQuantiseVerb(duet.console(), OnnxRuntimeBackend::new))
            .addSubcommand(new BenchTelemetryVerb(duet.console())),
        new CommandLine(new ReproduceVerb(duet.console()))
            .addSubcommand(new DeviceModelVerb(duet.console())),
        new CommandLine(new TrainVerb())
            .addSubcommand(new TrainMriVerb(duet.console()))
            .addSubcommand(new TrainDetectVerb(duet.console(), duet::data))
            .addSubcommand(new TableTwoVerb(duet.console())));
  }

  /** One layout for all verbs: what, how, why, examples, exit codes. */
  private static void layOut(CommandLine line) {
    line.getCommandSpec()
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nVerbs:%n")
        .footerHeading("%nExamples:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.MEANINGS);
    line.getSubcommands().values().forEach(Cli::layOut);
  }

  private static int usage(ParameterException wrong, Console console) {
    String verb = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String message = Optional.ofNullable(wrong.getMessage()).orElse("wrong arguments");
    String first = message.lines().findFirst().orElse(message).replaceFirst("\\.$", "");
    console.say(verb + ": " + first + suggestion(wrong) + ". Try: " + verb + " --help");
    return ExitCode.USAGE;
  }

  private static String suggestion(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return " (did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?)";
    }
    return "";
  }

  private static int failed(Exception thrown, Console console) {
    if (thrown instanceof VerbException expected) {
      console.say(String.valueOf(expected.getMessage()));
      return expected.exitCode();
    }
    if (thrown instanceof ImpossibleException) {
      console.say(sentence(thrown));
      return ExitCode.IMPOSSIBLE;
    }
    if (thrown instanceof InterruptedException) {
      console.say("Stopped. Nothing half-written is left.");
      return ExitCode.STOPPED;
    }
    if (thrown instanceof InferenceException || thrown instanceof CardException) {
      console.say(String.valueOf(thrown.getMessage()));
      return ExitCode.UNAVAILABLE;
    }
    if (thrown instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      console.say(wrapped.getMessage() + " (" + Failures.why(wrapped.getCause()) + ")");
      return ExitCode.CANNOT_WRITE;
    }
    if (thrown instanceof IOException disk) {
      console.say("The results could not be written: " + Failures.why(disk));
      return ExitCode.CANNOT_WRITE;
    }
    console.say(Fault.report(thrown));
    return ExitCode.UNEXPECTED;
  }

  private static String sentence(Exception thrown) {
    String words = String.valueOf(thrown.getMessage());
    return Character.toUpperCase(words.charAt(0))
        + words.substring(1).replaceFirst("\\.$", "")
        + ".";
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }
}
