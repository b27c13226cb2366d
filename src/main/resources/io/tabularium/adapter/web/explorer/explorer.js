/* Asks for a credential where access is protected, reads the OpenAPI document, and shows it. */
"use strict";
(() => {
  const page = document.documentElement;
  const isProtected = page.dataset.access === "protected";
  const form = document.getElementById("access");
  const input = document.getElementById("credential");
  const enter = document.getElementById("enter");
  const fault = document.getElementById("fault");
  // Deferred scripts, Swagger UI for one, have been run by then.
  const scriptsRun = new Promise((resolve) =>
    document.addEventListener("DOMContentLoaded", resolve, { once: true })
  );

  /** Whose message is meant for the reader. */
  class Fault extends Error {}

  async function faultOf(response) {
    if (response.status === 401) {
      return new Fault("The service does not know this key or token, or it has expired.");
    }
    if (response.status === 429) {
      const seconds = response.headers.get("Retry-After");
      return new Fault(`Too many requests: try again in ${seconds} seconds.`);
    }
    const problem = await response.json().catch(() => ({}));
    return new Fault(problem.detail || `The service answered with status ${response.status}.`);
  }

  async function readDocument(credential) {
    // What one caller may see is not left in the browser's cache.
    const options = credential
      ? { headers: { Authorization: `Bearer ${credential}` }, cache: "no-store" }
      : {};
    const response = await fetch("openapi.json", options).catch(() => {
      throw new Fault("The service does not answer.");
    });
    if (!response.ok) {
      throw await faultOf(response);
    }
    return response.text();
  }

  /**
   * Swagger UI loses references among the parameters of a path, and asks for a file wherever a
   * string has a media type.
   */
  function fitForTrying(spec) {
    const operations = Object.values(spec.paths).flatMap(operationsOf);
    const parameters = [
      ...Object.values(spec.components.parameters ?? {}),
      ...operations.flatMap((operation) => operation.parameters),
    ];
    const bodies = operations.flatMap(({ requestBody }) =>
      Object.values(requestBody?.content ?? {})
    );
    for (const { schema } of [...parameters, ...bodies]) {
      delete schema?.contentMediaType;
    }
    return spec;
  }

  /** The operations of a path, each with the parameters that all share. */
  function operationsOf(path) {
    const shared = path.parameters ?? [];
    delete path.parameters;
    const operations = Object.values(path).filter(({ operationId }) => operationId);
    for (const operation of operations) {
      operation.parameters = [...shared, ...(operation.parameters ?? [])];
    }
    return operations;
  }

  /** Swagger UI's own takes the underscores of our names for spaces, and complains of them. */
  const deepLinks = {
    statePlugins: {
      layout: {
        wrapActions: {
          parseDeepLinkHash: (original, { layoutActions, layoutSelectors }) => (hash) => {
            const names = hash.replace(/^#!?\/?/, "").split("/");
            const shown = layoutSelectors.isShownKeyFromUrlHashArray(names);
            if (names.length === 2) {
              layoutActions.show(layoutSelectors.isShownKeyFromUrlHashArray(names.slice(0, 1)), true);
            }
            layoutActions.show(shown, true);
            layoutActions.scrollTo(shown);
          },
        },
      },
    },
  };

  async function show(text, credential) {
    await scriptsRun;
    if (!window.SwaggerUIBundle) {
      throw new Fault("The explorer could not be loaded. Reload the page to try again.");
    }
    const spec = fitForTrying(JSON.parse(text));
    document.title = `${spec.info.title} API explorer`;
    const ui = window.SwaggerUIBundle({
      dom_id: "#explorer",
      spec,
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      docExpansion: "none",
      filter: true,
      plugins: [deepLinks],
      tryItOutEnabled: true,
      validatorUrl: null,
      onComplete: () => {
        if (credential) {
          ui.preauthorizeApiKey("bearer", credential);
        }
      },
    });
  }

  function offerDocument(text) {
    const link = document.getElementById("document");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    document.getElementById("restart").hidden = !isProtected;
    document.getElementById("links").hidden = false;
  }

  async function open(credential) {
    fault.textContent = "";
    const text = await readDocument(credential);
    form.hidden = true;
    await show(text, credential);
    offerDocument(text);
  }

  function tell(error) {
    fault.textContent = error instanceof Fault ? error.message : "The explorer failed.";
    if (!(error instanceof Fault)) {
      throw error;
    }
  }

  async function submit(event) {
    event.preventDefault();
    const credential = input.value.trim();
    if (!/^[\x21-\x7e]+$/.test(credential)) {
      fault.textContent = "A key or token has no spaces, and no other letters than A to Z.";
      return;
    }
    enter.disabled = true;
    try {
      await open(credential);
      input.value = "";
      document.getElementById("explorer").focus();
    } catch (error) {
      tell(error);
      input.select();
    } finally {
      enter.disabled = false;
    }
  }

  function followColorScheme() {
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => page.classList.toggle("dark-mode", dark.matches);
    dark.addEventListener("change", apply);
    apply();
  }

  followColorScheme();
  if (isProtected) {
    form.addEventListener("submit", submit);
    form.hidden = false;
    input.focus();
  } else {
    open().catch(tell);
  }
})();
