package duet.app.cli;

import duet.app.batch.OutFolder;
import duet.app.cli.choice.OutChoice;
import duet.app.cli.choice.Paths;
import duet.app.cli.choice.PictureModel;
import duet.app.console.JsonFile;
import duet.app.vision.GreyImage;
import duet.app.vision.Picture;
import duet.app.vision.Synthesiser;
import duet.app.vision.input.Pixels;
import duet.models.card.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One synthesis model on ordinary pictures, to try any model that fits the contract. */
@Command(
    name = "synthesise",
    aliases = "synthesize",
    header = "Make a synthetic picture of each PNG or JPEG with one image-to-image model.",
    description = {
      "The model is a pix2pix generator: one image in, one image of the same size out. Each result"
          + " is a grey PNG as large as its picture, DIR/NAME-synthetic.png; DIR/duet.json lists"
          + " them with the model."
    },
    footer = {"  duet synthesise ct.png --model generator.onnx --out synthetic"})
final class SynthesiseVerb implements Callable<Integer> {
  private final Duet duet;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG or JPEG pictures.")
  private List<Path> images = List.of();

  @Mixin private PictureModel choice = new PictureModel();
  @Mixin private OutChoice out = new OutChoice();

  SynthesiseVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Paths.requirePresent(images);
    try (Workbench bench = duet.open();
        OutFolder folder = out.open()) {
      PictureModel.Chosen chosen = choice.open(bench.backend(), Task.SYNTHESIS);
      try (Synthesiser model = Synthesiser.open(chosen.engine(), chosen.model().card())) {
        Set<String> names = new HashSet<>();
        PictureRun run =
            new PictureRun(
                duet.console(),
                images,
                (picture, entry) -> {
                  GreyImage made = model.apply(Pixels.of(picture));
                  String name = freshName(String.valueOf(entry.get("image")), names);
                  Picture.write(made, folder.stageFile(name));
                  folder.finish(name);
                  entry.put("synthetic", name);
                });
        JsonFile.write(folder.folder().resolve("duet.json"), run.tree(chosen.model()));
        run.complain(duet.console());
        duet.console()
            .print(folder.folder() + ": " + BatchConsole.count(names.size(), "synthetic picture"));
        return run.exitCode();
      }
    }
  }

  /** Pictures of one name in several folders must not overwrite each other. */
  private static String freshName(String image, Set<String> taken) {
    String stem = Path.of(image).getFileName().toString().replaceFirst("\\.[^.]*$", "");
    String name = stem + "-synthetic.png";
    for (int i = 2; !taken.add(name); i++) {
      name = stem + "-" + i + "-synthetic.png";
    }
    return name;
  }
}
