import { expect, test } from "vitest";
import { foreign } from "../../../src/setup/live/headless.ts";

test.for([
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_AUTH_TOKEN",
  "ANTHROPIC_BASE_URL",
  "CLAUDE_CODE_OAUTH_TOKEN",
  "CLAUDE_CODE_USE_BEDROCK",
  "CLAUDECODE",
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "CODEX_API_KEY",
  "GEMINI_API_KEY",
  "GOOGLE_API_KEY",
  "GOOGLE_GENAI_USE_VERTEXAI",
  "GOOGLE_GEMINI_BASE_URL",
  "DEEPSEEK_API_KEY",
  "AWS_BEARER_TOKEN_BEDROCK",
  "AWS_SECRET_ACCESS_KEY",
  "AZURE_RESOURCE_NAME",
  "GITHUB_TOKEN",
  "GOOGLE_APPLICATION_CREDENTIALS",
  "https_proxy",
  "HTTP_PROXY",
  "ALL_PROXY",
])("%s is not handed on", (name) => expect(name).toMatch(foreign));

test.for([
  "PATH",
  "HOME",
  "CODEX_HOME",
  "CLAUDE_CONFIG_DIR",
  "CLAUDE_CODE_SHELL",
  "XDG_CONFIG_HOME",
  "SALLYPORT_PROFILE",
  "SALLYPORT_API_KEY",
  "SSH_AUTH_SOCK",
  "SHELL",
])("%s is", (name) => expect(name).not.toMatch(foreign));
