import { argument, receiver, reference, row, type ImplicitCallRow } from './implicit-row.js';

/** A listener the user sets off: any platform method that takes one. */
const user = (id: string, type: string, calls: string): ImplicitCallRow =>
  row(id, 'user', '*', '*', argument(type), calls);
/** A listener the view system sets off without the user. */
const soon = (id: string, type: string, calls: string): ImplicitCallRow =>
  row(id, 'soon', '*', '*', argument(type), calls);

const VIEW = 'Landroid/view/View;';
const DIALOG = 'Landroid/content/DialogInterface;';
const ADAPTER = 'Landroid/widget/AdapterView;Landroid/view/View;IJ';
const SEEK_BAR = 'Landroid/widget/SeekBar;';
const MOTION = 'Landroid/view/MotionEvent;';

/** Listeners of views, dialogs and menus. Libraries' own listeners are ordinary calls: their code is in the app. */
export const UI_ROWS: readonly ImplicitCallRow[] = [
  user('view-click', 'android.view.View$OnClickListener', `onClick(${VIEW})V`),
  user('view-long-click', 'android.view.View$OnLongClickListener', `onLongClick(${VIEW})Z`),
  user('view-touch', 'android.view.View$OnTouchListener', `onTouch(${VIEW}${MOTION})Z`),
  user('view-key', 'android.view.View$OnKeyListener', `onKey(${VIEW}ILandroid/view/KeyEvent;)Z`),
  user('view-focus', 'android.view.View$OnFocusChangeListener', `onFocusChange(${VIEW}Z)V`),
  soon(
    'view-attach',
    'android.view.View$OnAttachStateChangeListener',
    `onViewAttachedToWindow(${VIEW})V onViewDetachedFromWindow(${VIEW})V`,
  ),
  soon('view-layout', 'android.view.View$OnLayoutChangeListener', `onLayoutChange(${VIEW}IIIIIIII)V`),
  soon('global-layout', 'android.view.ViewTreeObserver$OnGlobalLayoutListener', 'onGlobalLayout()V'),
  soon('pre-draw', 'android.view.ViewTreeObserver$OnPreDrawListener', 'onPreDraw()Z'),
  soon(
    'surface',
    'android.view.SurfaceHolder$Callback',
    'surfaceCreated(Landroid/view/SurfaceHolder;)V surfaceChanged(Landroid/view/SurfaceHolder;III)V surfaceDestroyed(Landroid/view/SurfaceHolder;)V',
  ),
  user('menu-item-click', 'android.view.MenuItem$OnMenuItemClickListener', 'onMenuItemClick(Landroid/view/MenuItem;)Z'),
  user(
    'gesture',
    'android.view.GestureDetector$OnGestureListener',
    `onDown(${MOTION})Z onSingleTapUp(${MOTION})Z onLongPress(${MOTION})V onScroll(${MOTION}${MOTION}FF)Z onFling(${MOTION}${MOTION}FF)Z`,
  ),
  user('dialog-click', 'android.content.DialogInterface$OnClickListener', `onClick(${DIALOG}I)V`),
  user('dialog-multi-choice', 'android.content.DialogInterface$OnMultiChoiceClickListener', `onClick(${DIALOG}IZ)V`),
  user('dialog-cancel', 'android.content.DialogInterface$OnCancelListener', `onCancel(${DIALOG})V`),
  user('dialog-dismiss', 'android.content.DialogInterface$OnDismissListener', `onDismiss(${DIALOG})V`),
  user('dialog-key', 'android.content.DialogInterface$OnKeyListener', `onKey(${DIALOG}ILandroid/view/KeyEvent;)Z`),
  soon('dialog-show', 'android.content.DialogInterface$OnShowListener', `onShow(${DIALOG})V`),
  row(
    'dialog-create',
    'soon',
    'android.app.Dialog',
    'show create',
    receiver('android.app.Dialog'),
    'onCreate(Landroid/os/Bundle;)V onStart()V',
  ),
  user('popup-dismiss', 'android.widget.PopupWindow$OnDismissListener', 'onDismiss()V'),
  user('item-click', 'android.widget.AdapterView$OnItemClickListener', `onItemClick(${ADAPTER})V`),
  user('item-long-click', 'android.widget.AdapterView$OnItemLongClickListener', `onItemLongClick(${ADAPTER})Z`),
  user(
    'item-selected',
    'android.widget.AdapterView$OnItemSelectedListener',
    `onItemSelected(${ADAPTER})V onNothingSelected(Landroid/widget/AdapterView;)V`,
  ),
  user(
    'list-scroll',
    'android.widget.AbsListView$OnScrollListener',
    'onScroll(Landroid/widget/AbsListView;III)V onScrollStateChanged(Landroid/widget/AbsListView;I)V',
  ),
  user(
    'checked-change',
    'android.widget.CompoundButton$OnCheckedChangeListener',
    'onCheckedChanged(Landroid/widget/CompoundButton;Z)V',
  ),
  user(
    'radio-change',
    'android.widget.RadioGroup$OnCheckedChangeListener',
    'onCheckedChanged(Landroid/widget/RadioGroup;I)V',
  ),
  user(
    'seek-bar',
    'android.widget.SeekBar$OnSeekBarChangeListener',
    `onProgressChanged(${SEEK_BAR}IZ)V onStartTrackingTouch(${SEEK_BAR})V onStopTrackingTouch(${SEEK_BAR})V`,
  ),
  user(
    'editor-action',
    'android.widget.TextView$OnEditorActionListener',
    'onEditorAction(Landroid/widget/TextView;ILandroid/view/KeyEvent;)Z',
  ),
  user(
    'text-watcher',
    'android.text.TextWatcher',
    'beforeTextChanged(Ljava/lang/CharSequence;III)V onTextChanged(Ljava/lang/CharSequence;III)V afterTextChanged(Landroid/text/Editable;)V',
  ),
  row(
    'clickable-span',
    'user',
    '*',
    'setSpan',
    { from: 'any', type: 'android.text.style.ClickableSpan' },
    `onClick(${VIEW})V`,
  ),
  user(
    'preference-click',
    'android.preference.Preference$OnPreferenceClickListener',
    'onPreferenceClick(Landroid/preference/Preference;)Z',
  ),
  user(
    'preference-change',
    'android.preference.Preference$OnPreferenceChangeListener',
    'onPreferenceChange(Landroid/preference/Preference;Ljava/lang/Object;)Z',
  ),
  soon(
    'adapter',
    'android.widget.ListAdapter',
    `getCount()I getItem(I)Ljava/lang/Object; getItemId(I)J getView(I${VIEW}Landroid/view/ViewGroup;)${VIEW}`,
  ),
  soon(
    'adapter-spinner',
    'android.widget.SpinnerAdapter',
    `getCount()I getItem(I)Ljava/lang/Object; getDropDownView(I${VIEW}Landroid/view/ViewGroup;)${VIEW}`,
  ),
  soon(
    'animation',
    'android.view.animation.Animation$AnimationListener',
    'onAnimationStart(Landroid/view/animation/Animation;)V onAnimationEnd(Landroid/view/animation/Animation;)V onAnimationRepeat(Landroid/view/animation/Animation;)V',
  ),
  soon(
    'animator',
    'android.animation.Animator$AnimatorListener',
    'onAnimationStart(Landroid/animation/Animator;)V onAnimationEnd(Landroid/animation/Animator;)V onAnimationCancel(Landroid/animation/Animator;)V onAnimationRepeat(Landroid/animation/Animator;)V',
  ),
  soon(
    'animator-update',
    'android.animation.ValueAnimator$AnimatorUpdateListener',
    'onAnimationUpdate(Landroid/animation/ValueAnimator;)V',
  ),
  row(
    'view-attached',
    'soon',
    'android.view.ViewGroup',
    'addView',
    argument('android.view.View'),
    'onAttachedToWindow()V onMeasure(II)V onLayout(ZIIII)V onDraw(Landroid/graphics/Canvas;)V',
  ),
  row(
    'content-view',
    'soon',
    'android.app.Activity',
    'setContentView addContentView',
    argument('android.view.View'),
    'onAttachedToWindow()V onMeasure(II)V onLayout(ZIIII)V onDraw(Landroid/graphics/Canvas;)V',
  ),
  row(
    'web-view-client',
    'soon',
    'android.webkit.WebView',
    'setWebViewClient',
    argument('android.webkit.WebViewClient'),
    'shouldOverrideUrlLoading(Landroid/webkit/WebView;Ljava/lang/String;)Z shouldOverrideUrlLoading(Landroid/webkit/WebView;Landroid/webkit/WebResourceRequest;)Z onPageStarted(Landroid/webkit/WebView;Ljava/lang/String;Landroid/graphics/Bitmap;)V onPageFinished(Landroid/webkit/WebView;Ljava/lang/String;)V onLoadResource(Landroid/webkit/WebView;Ljava/lang/String;)V shouldInterceptRequest(Landroid/webkit/WebView;Ljava/lang/String;)Landroid/webkit/WebResourceResponse; shouldInterceptRequest(Landroid/webkit/WebView;Landroid/webkit/WebResourceRequest;)Landroid/webkit/WebResourceResponse; onReceivedSslError(Landroid/webkit/WebView;Landroid/webkit/SslErrorHandler;Landroid/net/http/SslError;)V onReceivedError(Landroid/webkit/WebView;ILjava/lang/String;Ljava/lang/String;)V',
  ),
  row(
    'web-chrome-client',
    'soon',
    'android.webkit.WebView',
    'setWebChromeClient',
    argument('android.webkit.WebChromeClient'),
    'onProgressChanged(Landroid/webkit/WebView;I)V onReceivedTitle(Landroid/webkit/WebView;Ljava/lang/String;)V onJsAlert(Landroid/webkit/WebView;Ljava/lang/String;Ljava/lang/String;Landroid/webkit/JsResult;)Z onJsConfirm(Landroid/webkit/WebView;Ljava/lang/String;Ljava/lang/String;Landroid/webkit/JsResult;)Z onJsPrompt(Landroid/webkit/WebView;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Landroid/webkit/JsPromptResult;)Z onShowFileChooser(Landroid/webkit/WebView;Landroid/webkit/ValueCallback;Landroid/webkit/WebChromeClient$FileChooserParams;)Z onGeolocationPermissionsShowPrompt(Ljava/lang/String;Landroid/webkit/GeolocationPermissions$Callback;)V onPermissionRequest(Landroid/webkit/PermissionRequest;)V onConsoleMessage(Landroid/webkit/ConsoleMessage;)Z',
  ),
  row(
    'web-download',
    'user',
    'android.webkit.WebView',
    'setDownloadListener',
    argument('android.webkit.DownloadListener'),
    'onDownloadStart(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;J)V',
  ),
  row(
    'value-callback',
    'soon',
    '*',
    '*',
    argument('android.webkit.ValueCallback'),
    'onReceiveValue(Ljava/lang/Object;)V',
  ),
  row(
    'web-bridge',
    'system',
    'android.webkit.WebView',
    'addJavascriptInterface',
    argument('java.lang.Object'),
    '@Landroid/webkit/JavascriptInterface;',
    {
      source: `${reference('android.webkit.WebView')}#addJavascriptInterface(java.lang.Object,%20java.lang.String)`,
      note: 'Called when a page asks for it; which page is loaded is not followed.',
    },
  ),
];
