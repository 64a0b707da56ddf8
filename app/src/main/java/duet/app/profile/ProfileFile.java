package duet.app.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duet.app.console.ExitCode;
import duet.app.console.Failures;
import duet.app.console.JsonFile;
import duet.app.console.VerbException;
import duet.inference.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The records of a {@link Profile} as JSON, field by field under the names of their components. */
public final class ProfileFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ProfileFile() {}

  /**
   * Whole or not at all.
   *
   * @throws VerbException when it cannot be written
   */
  public static void write(Path file, Profile profile) {
    JsonFile.write(file, profile);
  }

  /**
   * Reads what {@link #write} wrote, or a person.
   *
   * @throws VerbException when it cannot be read, is no profile, or says what cannot be; names the
   *     place in the file
   */
  public static Profile read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), Profile.class);
    } catch (JsonMappingException e) {
      throw refused(file, place(e) + reason(e));
    } catch (JsonProcessingException e) {
      throw refused(file, "it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw refused(file, Failures.why(e));
    }
  }

  private static VerbException refused(Path file, String why) {
    return new VerbException(
        ExitCode.NOTHING, "The profile " + file + " cannot be used: " + why + ".");
  }

  /** Such as {@code models[0].segments[3].loads.GPU: }. */
  private static String place(JsonMappingException thrown) {
    String path =
        thrown.getPath().stream()
            .map(
                at ->
                    at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
            .collect(Collectors.joining());
    return path.isEmpty() ? "" : path.substring(1) + ": ";
  }

  /** What the record itself says, where it is a record that refused. */
  private static String reason(JsonMappingException thrown) {
    return thrown.getCause() instanceof IllegalArgumentException own
        ? String.valueOf(own.getMessage())
        : thrown.getOriginalMessage();
  }
}
