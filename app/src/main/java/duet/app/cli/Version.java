package duet.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Name and version of this build, from the manifest of the jar. */
final class Version implements IVersionProvider {
  static String text() {
    return "Duet "
        + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development build");
  }

  @Override
  public String[] getVersion() {
    return new String[] {text() + " - for research use only"};
  }
}
