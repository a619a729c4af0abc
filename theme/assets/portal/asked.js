/**
 * What was asked, in the box of the results page before anything is drawn.
 *
 * An ordinary script behind the box, which comes beside the style sheets: the page's own script comes later, and until
 * then whoever has searched would look at an empty box.
 */
{
  const asked = new URL(location.href).searchParams.get("q") ?? "";
  const input = document.querySelector("[data-kb-results] input[name='q']");
  if (input instanceof HTMLInputElement && asked.trim()) input.value = asked.slice(0, input.maxLength);
}
